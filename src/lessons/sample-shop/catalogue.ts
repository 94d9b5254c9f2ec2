/** What Lantern Street Tea sells: invented teas in two sizes, with the share of lines that each takes. */

/** One product of the sample shop. */
export interface SampleProduct {
  readonly sku: string;
  readonly name: string;
  /** Price of one, EUR. */
  readonly price: number;
  /** Relative share of order lines. */
  readonly weight: number;
}

const teas: readonly (readonly [name: string, small: number, large: number, weight: number])[] = [
  ["Jasmine Pearls", 9.5, 19.5, 20],
  ["Tieguanyin", 11, 24, 15],
  ["Lapsang", 7.5, 16, 12],
  ["Dragon Well", 12, 26, 11],
  ["Osmanthus", 8.5, 18, 9],
  ["Shou Mei", 7, 15, 8],
  ["White Peony", 10, 22, 7],
  ["Pu'er, aged", 13, 29, 6],
  ["Phoenix Oolong", 14, 31, 5],
  ["Keemun", 8, 17, 4],
  ["Chrysanthemum", 6.5, 13.5, 4],
  ["Sencha", 9, 19, 3],
  ["Genmaicha", 7, 14.5, 2.5],
  ["Rooibos", 6, 12.5, 2],
  ["Gunpowder", 6.5, 13, 1.5],
  ["Silver Needle", 18, 41, 1],
];

/** The catalogue; weights need not add up to 1. */
export const catalogue: readonly SampleProduct[] = teas.flatMap(([name, small, large, weight], index) => {
  const code = `TEA-${String(index + 1).padStart(2, "0")}`;
  return [
    { sku: `${code}-50`, name: `${name} 50 g`, price: small, weight: weight * 0.6 },
    { sku: `${code}-125`, name: `${name} 125 g`, price: large, weight: weight * 0.4 },
  ];
});

/** The colours of the groups' curves. */

/** The colour token of a curve: the first series, or a category; the others together are context. */
export function colourOf(curve: {
  readonly position: number;
  readonly others: boolean;
  readonly split: boolean;
}): string {
  if (!curve.split) return "accent";
  return curve.others ? "mark-muted" : `cat-${curve.position}`;
}

/** The token of text in that colour. */
export function textColourOf(colour: string): string {
  return colour === "mark-muted" ? "ink-2" : `${colour}-text`;
}

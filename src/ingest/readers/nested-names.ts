/** Says in the words of flat exports what the names of nested values mean: `line_items.price` is a unit price. */

/** What fields of an order's items mean by names that an order uses for itself. */
const itemWords: Readonly<Record<string, string>> = {
  id: "line id",
  name: "item name",
  title: "item name",
  total: "line total",
  amount: "line total",
  subtotal: "line total",
  price: "unit price",
  cost: "unit cost",
  discount: "line discount",
};

/** Fields whose last name says all, whatever object they stand in. */
const places = /^(city|country|country_?code|region|state|province|zip|postal_?code)$/i;
/** Objects of databases and interfaces that hold a record and mean nothing. */
const wrappers = /^(_source|node|attributes|fields|data|doc|record)$/i;

/**
 * The header words of columns by their names. `items` is the path of the order's items, null where there are none;
 * `id` alone is the order's where records are orders and no other column names it.
 */
export function headerTexts(names: readonly string[], items: string | null): readonly string[] {
  const inside = items === null ? null : `${items}.`;
  return names.map((name) => {
    const isItem = inside !== null && name.startsWith(inside);
    const steps = (isItem ? name.slice(inside.length) : name)
      .split(".")
      .filter((step) => !wrappers.test(step));
    const last = steps.at(-1) ?? name;
    if (isItem) return steps.length === 1 ? (itemWords[last.toLowerCase()] ?? last) : steps.join(" ");
    if (steps.length > 1 && places.test(last)) return last;
    // An order that has items is what the document is about: its id needs no word for it.
    if (items !== null && steps.length === 1 && /^_?id$/i.test(last)) return "order id";
    return steps.slice(-2).join(" ");
  });
}

/** The words that DuckDB does not take as a bare name of a table or column (`duckdb_keywords()` of 1.4.3, all but `unreserved`). */
const reserved = new Set(
  (
    "all analyse analyze and any array as asc asymmetric both case cast check collate column constraint create default " +
    "deferrable desc describe distinct do else end except false fetch for foreign from group grouping having in initially " +
    "intersect into lambda lateral leading limit not null offset on only or order pivot pivot_longer pivot_wider placing " +
    "primary qualify references returning select show some summarize symmetric table then to trailing true union unique " +
    "unpivot using variadic when where window with anti asof at authorization binary by collation columns concurrently " +
    "cross freeze full generated glob ilike inner is isnull join left like map natural notnull outer overlaps positional " +
    "right semi similar struct tablesample try_cast unpack verbose between bigint bit boolean char character coalesce dec " +
    "decimal exists extract float grouping_id inout int integer interval national nchar none nullif numeric out overlay " +
    "position precision real row setof smallint substring time timestamp treat trim values varchar"
  ).split(" "),
);

/** True where a word in lower case has to be quoted to be a name. */
export function isReserved(word: string): boolean {
  return reserved.has(word);
}

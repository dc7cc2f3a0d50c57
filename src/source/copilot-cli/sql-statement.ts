/** `column = value` or `column IN (values)`. */
export interface Condition {
  column: string;
  values: readonly string[];
}

/** What a column is set to: one value, or by the cases of another column. */
export type Assignment =
  | { type: 'value'; value: string }
  | { type: 'case'; column: string; cases: ReadonlyMap<string, string>; otherwise: string | undefined };

/** A statement that changes a table. */
export type Statement =
  | { type: 'insert'; table: string; rows: readonly ReadonlyMap<string, string>[] }
  | { type: 'update'; table: string; set: ReadonlyMap<string, Assignment>; where: readonly Condition[] }
  | { type: 'delete'; table: string; where: readonly Condition[] };

/** The columns of a row by which it can be chosen. */
export interface Row {
  id: string;
  status: string | undefined;
}

export function matches(where: readonly Condition[], row: Row): boolean {
  return where.every(({ column, values }) => {
    const value = columnOf(row, column);
    return value !== undefined && values.includes(value);
  });
}

/** What an assignment gives a row; undefined when it leaves the row as it is. */
export function valueFor(assignment: Assignment | undefined, row: Row): string | undefined {
  if (assignment?.type !== 'case') return assignment?.value;
  const value = columnOf(row, assignment.column);
  return (value === undefined ? undefined : assignment.cases.get(value)) ?? assignment.otherwise;
}

function columnOf(row: Row, column: string): string | undefined {
  if (column === 'id') return row.id;
  return column === 'status' ? row.status : undefined;
}

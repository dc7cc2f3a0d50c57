import type { Assignment, Condition, Statement } from './sql-statement.ts';

/** Longer queries are no task lists. */
const MAX_QUERY_CHARS = 100_000;

/** A string, a name, a number, a comment, or one sign. */
const TOKEN = /'((?:[^']|'')*)'|"((?:[^"]|"")*)"|([A-Za-z_]\w*)|(-?\d+(?:\.\d+)?)|--[^\n]*|(\S)/g;

interface Token {
  type: 'string' | 'word' | 'sign';
  text: string;
}

/** The columns of a row that names none. */
const COLUMNS = ['id', 'title', 'description', 'status'];

/**
 * The statements of a query that change a table, as far as they are of the few simple forms in which an agent keeps a
 * task list. A statement of any other form is left out: guessing what it changes would be inventing.
 */
export function parseStatements(query: string): Statement[] {
  if (query.length > MAX_QUERY_CHARS) return [];
  const statements: Statement[] = [];
  let tokens: Token[] = [];
  for (const token of [...tokensOf(query), SEMICOLON]) {
    if (token.type !== 'sign' || token.text !== ';') {
      tokens.push(token);
      continue;
    }
    const statement = new StatementParser(tokens).statement();
    if (statement) statements.push(statement);
    tokens = [];
  }
  return statements;
}

const SEMICOLON: Token = { type: 'sign', text: ';' };

function tokensOf(query: string): Token[] {
  return [...query.matchAll(TOKEN)].flatMap(([, string, quoted, word, number, sign]): Token[] => {
    const text = string?.replaceAll("''", "'") ?? number;
    if (text !== undefined) return [{ type: 'string', text }];
    const name = quoted?.replaceAll('""', '"') ?? word;
    if (name !== undefined) return [{ type: 'word', text: name }];
    return sign === undefined ? [] : [{ type: 'sign', text: sign }];
  });
}

/** Reads one statement from its tokens; undefined wherever it is of a form that is not known. */
class StatementParser {
  readonly #tokens: readonly Token[];
  #next = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  statement(): Statement | undefined {
    if (this.#takes('insert')) return this.#insert();
    if (this.#takes('replace')) return this.#insert();
    if (this.#takes('update')) return this.#update();
    return this.#takes('delete') && this.#takes('from') ? this.#delete() : undefined;
  }

  #insert(): Statement | undefined {
    if (this.#takes('or')) this.#name(); // REPLACE or IGNORE
    if (!this.#takes('into')) return undefined;
    const table = this.#name();
    const columns = this.#isAt('(') ? this.#list(() => this.#name()) : COLUMNS;
    if (table === undefined || !columns || !this.#takes('values')) return undefined;
    const rows: Map<string, string>[] = [];
    do {
      const values = this.#list(() => this.#value());
      if (!values || values.length > columns.length) return undefined;
      rows.push(new Map(values.map((value, index) => [columns[index] ?? '', value])));
    } while (this.#takes(','));
    return { type: 'insert', table, rows };
  }

  #update(): Statement | undefined {
    const table = this.#name();
    if (table === undefined || !this.#takes('set')) return undefined;
    const set = new Map<string, Assignment>();
    do {
      const column = this.#name();
      if (column === undefined || !this.#takes('=')) return undefined;
      const assignment = this.#assignment();
      if (assignment) set.set(column, assignment);
    } while (this.#takes(','));
    const where = this.#where();
    return where && { type: 'update', table, set, where };
  }

  #delete(): Statement | undefined {
    const table = this.#name();
    const where = this.#where();
    return table === undefined || !where ? undefined : { type: 'delete', table, where };
  }

  /** A value, cases of a column, or something else up to the next comma, which is passed over. */
  #assignment(): Assignment | undefined {
    if (this.#takes('case')) return this.#cases();
    const value = this.#value();
    if (value !== undefined && (this.#isOver() || this.#isAt(',') || this.#isAt('where')))
      return { type: 'value', value };
    for (let depth = 0; !this.#isOver(); this.#next++) {
      if (depth === 0 && (this.#isAt(',') || this.#isAt('where'))) break;
      if (this.#isAt('(')) depth++;
      if (this.#isAt(')')) depth--;
    }
    return undefined;
  }

  #cases(): Assignment | undefined {
    const column = this.#name();
    const cases = new Map<string, string>();
    while (this.#takes('when')) {
      const when = this.#value();
      const then = this.#takes('then') ? this.#value() : undefined;
      if (when === undefined || then === undefined) return undefined;
      cases.set(when, then);
    }
    // A name behind ELSE leaves the column as it is.
    const otherwise = this.#takes('else') ? (this.#value() ?? void this.#name()) : undefined;
    const isWhole = this.#takes('end') && column !== undefined;
    return isWhole ? { type: 'case', column, cases, otherwise } : undefined;
  }

  /** Conditions joined by AND; none when all rows are meant. */
  #where(): Condition[] | undefined {
    if (this.#isOver()) return [];
    if (!this.#takes('where')) return undefined;
    const conditions: Condition[] = [];
    do {
      const column = this.#name();
      const values = this.#conditionValues();
      if (column === undefined || !values) return undefined;
      conditions.push({ column, values });
    } while (this.#takes('and'));
    return this.#isOver() ? conditions : undefined;
  }

  #conditionValues(): string[] | undefined {
    if (this.#takes('in')) return this.#list(() => this.#value());
    const value = this.#takes('=') ? this.#value() : undefined;
    return value === undefined ? undefined : [value];
  }

  #list(item: () => string | undefined): string[] | undefined {
    if (!this.#takes('(')) return undefined;
    const items: string[] = [];
    do {
      const next = item();
      if (next === undefined) return undefined;
      items.push(next);
    } while (this.#takes(','));
    return this.#takes(')') ? items : undefined;
  }

  #name(): string | undefined {
    const token = this.#tokens[this.#next];
    if (token?.type !== 'word') return undefined;
    this.#next++;
    return token.text.toLowerCase();
  }

  #value(): string | undefined {
    const token = this.#tokens[this.#next];
    if (token?.type !== 'string') return undefined;
    this.#next++;
    return token.text;
  }

  #takes(text: string): boolean {
    if (!this.#isAt(text)) return false;
    this.#next++;
    return true;
  }

  #isAt(text: string): boolean {
    const token = this.#tokens[this.#next];
    return token !== undefined && token.type !== 'string' && token.text.toLowerCase() === text;
  }

  #isOver(): boolean {
    return this.#next >= this.#tokens.length;
  }
}

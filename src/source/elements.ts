import { parseLine, type JsonObject } from './json.ts';

/** An object of a JSON document, and the file offset of its first byte. */
export interface Element {
  bytes: Buffer;
  offset: number;
  /** It holds the list whose objects follow; this is what stands in front of that list, which is left empty. */
  isHead: boolean;
}

/** A document is often one line, which is read whole. */
export const MAX_DOCUMENT_LINE_BYTES = 256 * 1024 * 1024;

/** Larger ones are passed over: memory must not be the document's to choose. */
const MAX_ELEMENT_BYTES = 16 * 1024 * 1024;
/** Longer keys are no list's. */
const MAX_KEY_BYTES = 20;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPENING = new Set([0x5b, 0x7b]);
const CLOSING = new Set([0x5d, 0x7d]);
const LIST = 0x5b;
const OBJECT = 0x7b;

/**
 * Finds the objects of a JSON document, line by line, without parsing the document as a whole: those of a list, those
 * of a list under one of `listKeys` of an object, or objects one after the other (JSON lines).
 */
export class ElementSplitter {
  readonly #listKeys: ReadonlySet<string>;
  readonly #found: Element[] = [];
  #depth = 0;
  /** Depth at which elements begin. */
  #elementDepth = 0;
  #inString = false;
  #isEscaped = false;
  #parts: Buffer[] = [];
  #bytes = 0;
  /** Offset of the element that has begun. */
  #begun: number | undefined;
  #lastKey = '';
  #oversize = 0;

  constructor(listKeys: ReadonlySet<string>) {
    this.#listKeys = listKeys;
  }

  /** How many elements could not be read, asked at the end: those that were too large, and one that was torn. */
  get lost(): number {
    return this.#oversize + (this.#depth > 0 || this.#begun !== undefined ? 1 : 0);
  }

  /** Takes the next line, which begins at `offset` of the file. Returns the elements that end in it. */
  take(bytes: Buffer, offset: number): Element[] {
    let from = 0;
    let stringFrom = 0;
    for (let index = 0; index < bytes.length; index++) {
      const byte = bytes[index] ?? 0;
      if (this.#inString) {
        if (this.#isEscaped) this.#isEscaped = false;
        else if (byte === BACKSLASH) this.#isEscaped = true;
        else if (byte === QUOTE) {
          this.#inString = false;
          if (this.#depth === 1)
            this.#lastKey = bytes.toString('utf8', stringFrom, Math.min(index, stringFrom + MAX_KEY_BYTES));
        }
      } else if (byte === QUOTE) {
        this.#inString = true;
        stringFrom = index + 1;
      } else if (OPENING.has(byte)) {
        if (this.#opensMessages(byte)) this.#headEnds(bytes.subarray(from, index));
        if (this.#opens(byte, offset + index)) from = index;
      } else if (CLOSING.has(byte) && this.#depth > 0) {
        this.#depth--;
        if (this.#begun !== undefined && this.#depth === this.#elementDepth) {
          this.#keep(bytes.subarray(from, index + 1));
          this.#ends(false);
        } else if (this.#begun === undefined && this.#depth < this.#elementDepth) this.#elementDepth = 0;
      }
    }
    if (this.#begun !== undefined) this.#keep(Buffer.concat([bytes.subarray(from), LINE_FEED]));
    return this.#found.splice(0);
  }

  /** Whether a list of messages begins here, in an object that is thus none itself. */
  #opensMessages(byte: number): boolean {
    const isInRoot = this.#depth === 1 && this.#elementDepth === 0;
    return byte === LIST && isInRoot && this.#listKeys.has(this.#lastKey);
  }

  /** The head is not begun any more where an object holds a second list. */
  #headEnds(rest: Buffer): void {
    this.#elementDepth = 2;
    if (this.#begun === undefined) return;
    this.#keep(rest);
    this.#keep(EMPTY_LIST);
    this.#ends(true);
  }

  /** Returns whether an element begins here. */
  #opens(byte: number, offset: number): boolean {
    if (byte === LIST && this.#depth === 0) this.#elementDepth = 1;
    const begins = byte === OBJECT && this.#depth === this.#elementDepth && this.#begun === undefined;
    this.#depth++;
    if (begins) this.#begun = offset;
    return begins;
  }

  #keep(part: Buffer): void {
    this.#bytes += part.length;
    // The line's buffer is used again for the next one.
    if (this.#bytes <= MAX_ELEMENT_BYTES) this.#parts.push(Buffer.from(part));
  }

  #ends(isHead: boolean): void {
    if (this.#bytes > MAX_ELEMENT_BYTES) this.#oversize++;
    else this.#found.push({ bytes: Buffer.concat(this.#parts), offset: this.#begun ?? 0, isHead });
    this.#begun = undefined;
    this.#parts = [];
    this.#bytes = 0;
  }
}

/** Parses an element; undefined when it is no JSON, or nested absurdly deep. */
export function parseElement({ bytes }: Element): JsonObject | undefined {
  return parseLine({ buffer: bytes, start: 0, end: bytes.length });
}

const LINE_FEED = Buffer.from('\n');
const EMPTY_LIST = Buffer.from('[]}');

import type { ByteRange, Emit, Line, Outcome, TranscriptReader } from './contract.ts';
import { ElementSplitter, type Element } from './elements.ts';

/** Reads a transcript that is one JSON document, element by element. It changes as a whole, so nothing is kept to go on from. */
export abstract class DocumentReader implements TranscriptReader {
  readonly #splitter: ElementSplitter;

  /** `listKeys`: under these keys of an object lies the list whose elements are read. */
  constructor(listKeys: ReadonlySet<string>) {
    this.#splitter = new ElementSplitter(listKeys);
  }

  protected abstract element(element: Element, emit: Emit): readonly Outcome[];

  line({ buffer, start, end, offset }: Line, emit: Emit): readonly Outcome[] {
    const elements = this.#splitter.take(buffer.subarray(start, end), offset);
    return elements.flatMap((element) => this.element(element, emit));
  }

  end(): readonly Outcome[] {
    return Array.from({ length: this.#splitter.lost }, () => 'malformed');
  }

  state(): undefined {
    return undefined;
  }

  abandoned(): readonly ByteRange[] {
    return [];
  }
}

/** The origin's private file system in memory, as far as kept files use it, with a quota. */

interface Quota {
  left: number;
}

const named = (name: string) => new DOMException(name, name);

class PrivateFile {
  readonly kind = "file";
  bytes: Blob = new Blob();

  constructor(
    readonly name: string,
    readonly quota: Quota,
  ) {}

  getFile = () => Promise.resolve(new File([this.bytes], this.name));

  createWritable = (): Promise<WritableStream<Uint8Array<ArrayBuffer>>> => {
    const chunks: Uint8Array<ArrayBuffer>[] = [];
    return Promise.resolve(
      new WritableStream({
        write: (chunk) => {
          this.quota.left -= chunk.length;
          if (this.quota.left < 0) throw named("QuotaExceededError");
          chunks.push(chunk);
        },
        close: () => {
          this.bytes = new Blob(chunks);
        },
      }),
    );
  };
}

class PrivateDirectory {
  readonly kind = "directory";
  readonly children = new Map<string, PrivateFile | PrivateDirectory>();

  constructor(
    readonly name: string,
    readonly quota: Quota,
  ) {}

  #get<T extends PrivateFile | PrivateDirectory>(
    name: string,
    kind: T["kind"],
    make: (() => T) | false | undefined,
  ): Promise<T> {
    if (!this.children.has(name) && make) this.children.set(name, make());
    const child = this.children.get(name);
    if (!child) return Promise.reject(named("NotFoundError"));
    return child.kind === kind ? Promise.resolve(child as T) : Promise.reject(named("TypeMismatchError"));
  }

  getDirectoryHandle = (name: string, options?: { create?: boolean }) =>
    this.#get(name, "directory", options?.create && (() => new PrivateDirectory(name, this.quota)));

  getFileHandle = (name: string, options?: { create?: boolean }) =>
    this.#get(name, "file", options?.create && (() => new PrivateFile(name, this.quota)));

  removeEntry = (name: string) =>
    this.children.delete(name) ? Promise.resolve() : Promise.reject(named("NotFoundError"));

  async *values() {
    yield* [...this.children.values()];
  }
}

/** Returns an empty private file system with room for so many bytes. */
export function privateFiles(quota = Infinity): FileSystemDirectoryHandle {
  return new PrivateDirectory("", { left: quota }) as unknown as FileSystemDirectoryHandle;
}

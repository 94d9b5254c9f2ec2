/** Room for what is about to be stored, found by taking it: what browsers estimate is made vague on purpose. */

const name = "room";

/**
 * Tells whether the origin's private file system takes so many bytes more, by a file of that length that is deleted again.
 * True where the browser cannot be asked in this way.
 */
export async function hasRoomFor(bytes: number): Promise<boolean> {
  const root = await navigator.storage.getDirectory();
  const file = await root.getFileHandle(name, { create: true });
  try {
    if (typeof file.createWritable !== "function") return true;
    const stream = await file.createWritable();
    await stream.truncate(bytes);
    await stream.close();
    return true;
  } catch (error) {
    if (error instanceof DOMException && error.name === "QuotaExceededError") return false;
    throw error;
  } finally {
    await root.removeEntry(name);
  }
}

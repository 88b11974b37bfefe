/** Lets the browser save what the server sends at this address: it goes to the disk as it comes. */
export function saveFrom(path: string): void {
  const a = document.createElement('a');
  a.href = path;
  a.download = '';
  a.click();
}

/** Gives a file to the member through the browser's own download. */
export function saveFile(name: string, content: Blob): void {
  const url = URL.createObjectURL(content);
  const a = document.createElement('a');
  a.href = url;
  a.download = name;
  a.click();
  // The browser has taken the file when the click returns, so its URL can be released in the next task.
  setTimeout(() => URL.revokeObjectURL(url));
}

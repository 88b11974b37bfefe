/** Hands a file to the member under `name`. */
export function saveFile(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The browser has taken the file when the click returns; the address may go with the next turn.
  setTimeout(() => URL.revokeObjectURL(url));
}

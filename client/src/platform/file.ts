/** Hands a file to the member: the browser's own download. */
export function saveFile(name: string, content: Blob): void {
  const url = URL.createObjectURL(content);
  const a = document.createElement('a');
  a.href = url;
  a.download = name;
  a.click();
  // The browser has taken the file when the click returns; the address may go with the next turn.
  setTimeout(() => URL.revokeObjectURL(url));
}

/** Gives a file to the machine that the browser runs on. */
export const download = (address: string, name: string): void => {
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
};

/** An error of the app's own code, thrown where nothing of ours can catch it: the panel shows it. */
export const uncaught = (error: unknown): void => {
  setTimeout(() => {
    throw error;
  });
};

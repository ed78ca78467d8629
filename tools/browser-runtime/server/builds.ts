import { compileMiniprogram, type CompiledApp } from '../compile';

/** The compiled app, and what the last compile came to. */
export class AppBuilds {
  /** The last one that compiled; null before any did. */
  app: CompiledApp | null = null;
  private version = 0;
  private error: string | null = null;
  private running: Promise<void> | undefined;
  private again = false;

  constructor(private readonly projectDir: string) {}

  get news(): { version: number; error: string | null } {
    return { version: this.version, error: this.error };
  }

  /** Folder to watch: the app's own once it is known, the project's until then. */
  get watched(): string {
    return this.app?.assetsDir ?? this.projectDir;
  }

  /** Compiles; a call while one runs makes it run once more after it. */
  async build(): Promise<void> {
    if (this.running) {
      this.again = true;
      return this.running;
    }
    this.running = (async () => {
      await this.compile();
      while (this.takeAgain()) await this.compile();
    })();
    try {
      await this.running;
    } finally {
      this.running = undefined;
    }
  }

  private takeAgain(): boolean {
    const again = this.again;
    this.again = false;
    return again;
  }

  private async compile(): Promise<void> {
    try {
      this.app = await compileMiniprogram({ projectDir: this.projectDir });
      this.version += 1;
      this.error = null;
    } catch (error) {
      this.error = error instanceof Error ? error.message : String(error);
    }
  }
}

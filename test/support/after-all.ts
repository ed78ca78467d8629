import { dropSeed } from './seed';

/** Once after all tests. */
export default function afterAllTests(): void {
  dropSeed();
}

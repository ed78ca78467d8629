import { buildFunctions } from './build';
import { shareSeed } from './seed';

/** Once before all tests. */
export default async function beforeAllTests(): Promise<void> {
  await buildFunctions();
  shareSeed();
}

import type { Device } from '../host/device';
import type { Host } from '../host';
import type { Engine } from '../engine/types';

/** What the platform's calls stand on. */
export interface Platform {
  host: Host;
  device: Device;
  /** There is none while the app's first lines run before it is booted. */
  engine: () => Engine;
  /** Address of the cloud behind `/cloud/`, which links to files begin with. */
  cloudUrl: string;
  appId: string;
}

/** A family of `wx.*`: names and what they do. */
export type Family = Record<string, unknown>;

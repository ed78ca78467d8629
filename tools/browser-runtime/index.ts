export { startBrowserRuntime, type BrowserRuntime, type BrowserRuntimeOptions } from './server';

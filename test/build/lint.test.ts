import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { node } from './run-node';
import { tempProject } from './temp-project';

/** A file for each rule of .oxlintrc.json, which breaks it. */
const BROKEN: Record<string, string> = {
  eqeqeq: 'export const a = (b: number, c: number) => b == c;',
  'no-array-constructor': 'export const a: unknown[] = new Array(1, 2, 3);',
  'no-unused-expressions': 'export const a = (b: number): void => { b + 1; };',
  'no-unused-vars': 'const a = 1;\nexport {};',
  'no-useless-constructor': 'export class A { b = 1; constructor() {} }',
  'no-var': 'export var a = 1;',
  'object-shorthand': 'const b = 1;\nexport const a = { b: b };',
  'prefer-const': 'let a = 1;\nexport const b = a;',
  'prefer-rest-params': 'export function a(): number { return arguments[0] as number; }',
  'prefer-spread':
    'export const a = (b: (...c: number[]) => number, c: number[]) => b.apply(undefined, c);',
  'typescript/await-thenable': 'export const a = async (): Promise<number> => await 1;',
  'typescript/ban-ts-comment': '// @ts-ignore\nexport const a: number = 1;',
  'typescript/consistent-type-imports': "import { B } from './types';\nexport const a: B = 1;",
  'typescript/no-array-delete': 'export const a = (b: number[]): void => { delete b[0]; };',
  'typescript/no-deprecated': '/** @deprecated use c */\nconst b = 1;\nexport const a = b;',
  'typescript/no-duplicate-enum-values': 'export enum A { B = 1, C = 1 }',
  'typescript/no-duplicate-type-constituents': 'export type A = string | string;',
  'typescript/no-dynamic-delete':
    'export const a = (b: Record<string, number>, c: string): void => { delete b[c]; };',
  'typescript/no-empty-object-type': 'export type A = {};',
  'typescript/no-explicit-any': 'export const a = (b: any): number => Number(b);',
  'typescript/no-extra-non-null-assertion': 'export const a = (b?: { c: number }) => b!!.c;',
  'typescript/no-extraneous-class': 'export class A { static b = 1; }',
  'typescript/no-floating-promises':
    'const b = (): Promise<void> => Promise.resolve();\nexport const a = (): void => { b(); };',
  'typescript/no-for-in-array':
    'export const a = (b: number[]): void => { for (const c in b) Number(c); };',
  'typescript/no-generated-empty-object-type': "export type A = Omit<{ b: 1 }, 'b'>;",
  'typescript/no-implied-eval':
    "declare const setTimeout: (code: string, ms: number) => void;\nexport const a = (): void => { setTimeout('b()', 1); };\nexport const c = new Function('return 1');",
  'typescript/no-misused-new': 'export interface A { new (): A; }',
  'typescript/no-misused-promises':
    'const b = (): Promise<boolean> => Promise.resolve(true);\nexport const a = (): number => { if (b()) return 1; return 2; };',
  'typescript/no-mixed-enums': "export enum A { B = 1, C = 'c' }",
  'typescript/no-namespace': 'export namespace A { export const b = 1; }',
  'typescript/no-non-null-asserted-nullish-coalescing':
    'export const a = (b: { c?: number }) => b.c! ?? 1;',
  'typescript/no-non-null-asserted-optional-chain':
    'export const a = (b?: { c?: number }) => b?.c!;',
  'typescript/no-non-null-assertion': 'export const a = (b?: { c: number }) => b!.c;',
  'typescript/no-redundant-type-constituents': 'export type A = unknown | string;',
  'typescript/no-require-imports': "export const a = require('b');",
  'typescript/no-this-alias':
    'export class A { b = 1; c() { const self = this; return () => self.b; } }',
  'typescript/no-unnecessary-boolean-literal-compare':
    'export const a = (b: boolean) => b === true;',
  'typescript/no-unnecessary-condition': 'export const a = (b: { c: number }) => b?.c;',
  'typescript/no-unnecessary-template-expression': "export const a = `${'b'}`;",
  'typescript/no-unnecessary-type-arguments':
    'const b = <T = string>(c?: T): T | undefined => c;\nexport const a = b<string>();',
  'typescript/no-unnecessary-type-constraint':
    'export const a = <T extends unknown>(b: T, c: T): T[] => [b, c];',
  'typescript/no-unnecessary-type-conversion': 'export const a = (b: string) => String(b);',
  'typescript/no-unnecessary-type-parameters': 'export const a = <T>(b: T): number => Number(b);',
  'typescript/no-unsafe-argument':
    'declare const c: { d: any };\nexport const a = (b: (e: number) => void): void => { b(c.d); };',
  'typescript/no-unsafe-assignment': 'declare const c: { d: any };\nexport const a: number = c.d;',
  'typescript/no-unsafe-call':
    'declare const c: { d: any };\nexport const a = (): void => { c.d(); };',
  'typescript/no-unsafe-declaration-merging':
    'export interface A { b: 1 }\nexport class A { c = 1; }',
  'typescript/no-unsafe-enum-assignment': 'enum B { C = 1, D = 2 }\nexport const a: B = 1;',
  'typescript/no-unsafe-enum-comparison':
    'enum B { C = 1, D = 2 }\nexport const a = (b: B) => b === 1;',
  'typescript/no-unsafe-function-type': 'export const a = (b: Function) => b;',
  'typescript/no-unsafe-member-access':
    'declare const c: { d: any };\nexport const a = (): string => String(c.d.e);',
  'typescript/no-unsafe-return':
    'declare const c: { d: any };\nexport const a = (): number => c.d;',
  'typescript/no-unsafe-unary-minus': 'export const a = (b: string) => -b;',
  'typescript/no-useless-default-assignment': 'export const a = ({ b = 1 }: { b: number }) => b;',
  'typescript/no-wrapper-object-types': 'export const a = (b: String) => b;',
  'typescript/only-throw-error': "export const a = (): never => { throw 'b'; };",
  'typescript/prefer-as-const': "export const a: 'b' = 'b';",
  'typescript/prefer-literal-enum-member': 'const b = 1;\nexport enum A { B = b }',
  'typescript/prefer-namespace-keyword': 'export declare module A { const b: number; }',
  'typescript/prefer-promise-reject-errors': "export const a = () => Promise.reject('b');",
  'typescript/prefer-reduce-type-parameter':
    'export const a = (b: number[]) => b.reduce((c, d) => [...c, d], [] as number[]);',
  'typescript/prefer-return-this-type': 'export class A { b(): A { return this; } }',
  'typescript/related-getter-setter-pairs':
    'export class A { get b(): string { return ""; } set b(c: number) { void c; } }',
  'typescript/require-await': 'export const a = async (): Promise<number> => 1;',
  'typescript/restrict-plus-operands': "export const a = (b: string | null) => b + 'c';",
  'typescript/restrict-template-expressions': 'export const a = (b: object) => `${b}`;',
  'typescript/return-await':
    'export const a = async (b: () => Promise<number>): Promise<number> => { try { return b(); } catch { return 1; } };',
  'typescript/triple-slash-reference':
    "/// <reference path='./types.ts' />\nimport type { B } from './types';\nexport const a: B = 1;",
  'typescript/unified-signatures': 'export interface A { b(c: string): void; b(c: number): void; }',
  'typescript/use-unknown-in-catch-callback-variable':
    'export const a = (b: Promise<void>) => b.catch((c) => { Number(c); });',
};

const fileOf = (rule: string): string => `code/${rule.replace('/', '-')}.ts`;

interface Diagnostic {
  code: string;
  filename: string;
}

/** `eslint(eqeqeq)` is `eqeqeq`, `typescript(no-floating-promises)` is `typescript/no-…`. */
const ruleOf = ({ code }: Diagnostic): string =>
  code.replace(/^(\w+)\((.*)\)$/, '$1/$2').replace(/^eslint\//, '');

describe('each rule of the linter fires', () => {
  let found: Diagnostic[] = [];

  beforeAll(async () => {
    const options = { strict: true, types: [], target: 'ES2022', module: 'ESNext' };
    const dir = tempProject({
      'tsconfig.json': { compilerOptions: options, include: ['**/*.ts'] },
      'code/types.ts': 'export type B = number;\n',
      ...Object.fromEntries(Object.entries(BROKEN).map(([rule, code]) => [fileOf(rule), code])),
    });
    const args = ['-c', resolve('.oxlintrc.json'), '--format', 'json', 'code'];
    const output = await node(dir, 'oxlint/bin/oxlint', args);
    found = (JSON.parse(output) as { diagnostics: Diagnostic[] }).diagnostics;
  }, 60_000);

  test.each(Object.keys(BROKEN))('%s', (rule) => {
    const inFile = found.filter(({ filename }) => filename.endsWith(fileOf(rule)));
    expect(inFile.map(ruleOf)).toContain(rule);
  });

  test('every rule that the project names has its proof here', () => {
    const text = readFileSync('.oxlintrc.json', 'utf8').replace(/^\s*\/\/.*$/gm, '');
    const { rules } = JSON.parse(text) as { rules: Record<string, unknown> };
    const on = Object.keys(rules).filter((rule) => rules[rule] !== 'off');
    expect(on.sort()).toEqual(Object.keys(BROKEN).sort());
  });
});

import ts from 'typescript';

/** A small change of one place of the source that a test should notice. */
export interface Mutant {
  id: number;
  file: string;
  line: number;
  /** What was, and what it became. */
  change: string;
}

const BINARY: Partial<Record<ts.SyntaxKind, string>> = {
  [ts.SyntaxKind.LessThanToken]: '<=',
  [ts.SyntaxKind.LessThanEqualsToken]: '<',
  [ts.SyntaxKind.GreaterThanToken]: '>=',
  [ts.SyntaxKind.GreaterThanEqualsToken]: '>',
  [ts.SyntaxKind.EqualsEqualsEqualsToken]: '!==',
  [ts.SyntaxKind.ExclamationEqualsEqualsToken]: '===',
  [ts.SyntaxKind.EqualsEqualsToken]: '!=',
  [ts.SyntaxKind.ExclamationEqualsToken]: '==',
  [ts.SyntaxKind.AmpersandAmpersandToken]: '||',
  [ts.SyntaxKind.BarBarToken]: '&&',
  [ts.SyntaxKind.PlusToken]: '-',
  [ts.SyntaxKind.MinusToken]: '+',
  [ts.SyntaxKind.AsteriskToken]: '/',
  [ts.SyntaxKind.SlashToken]: '*',
};

const METHODS: ReadonlyMap<string, string> = new Map([
  ['some', 'every'],
  ['every', 'some'],
  ['min', 'max'],
  ['max', 'min'],
  ['floor', 'ceil'],
  ['ceil', 'floor'],
]);

const isText = (node: ts.Node): boolean =>
  ts.isStringLiteralLike(node) || ts.isTemplateExpression(node);

/** Sums of texts are no arithmetic. */
const isSumOfTexts = ({ left, right, operatorToken }: ts.BinaryExpression): boolean =>
  operatorToken.kind === ts.SyntaxKind.PlusToken && (isText(left) || isText(right));

/** What a node becomes, in one or more ways. */
const variantsOf = (node: ts.Node, text: (of: ts.Node) => string): string[] => {
  if (ts.isBinaryExpression(node)) {
    const other = BINARY[node.operatorToken.kind];
    if (other === undefined || isSumOfTexts(node)) return [];
    return [`(${text(node.left)}) ${other} (${text(node.right)})`];
  }
  if (node.kind === ts.SyntaxKind.TrueKeyword) return ['false'];
  if (node.kind === ts.SyntaxKind.FalseKeyword) return ['true'];
  if (ts.isNumericLiteral(node)) return [`(${node.getText()} + 1)`];
  if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.ExclamationToken) {
    return [`!!(${text(node.operand)})`];
  }
  if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) {
    const other = METHODS.get(node.expression.name.text);
    if (other === undefined) return [];
    const args = node.arguments.map(text).join(', ');
    return [`${text(node.expression.expression)}.${other}(${args})`];
  }
  return [];
};

/** A condition on which the way forks: each way is taken always. */
const isCondition = (node: ts.Node): boolean =>
  ts.isExpression(node) &&
  ((ts.isIfStatement(node.parent) && node.parent.expression === node) ||
    (ts.isConditionalExpression(node.parent) && node.parent.condition === node));

/** Where an expression is no value of its own, or is the type's and not the code's. */
const isOutside = (node: ts.Node): boolean =>
  ts.isTypeNode(node) ||
  ts.isInterfaceDeclaration(node) ||
  ts.isTypeAliasDeclaration(node) ||
  ts.isImportDeclaration(node) ||
  ts.isEnumDeclaration(node);

const isName = (node: ts.Node): boolean =>
  (ts.isPropertyAssignment(node.parent) && node.parent.name === node) ||
  (ts.isBindingElement(node.parent) && node.parent.propertyName === node);

/**
 * The source with every mutant in it, asleep: `__mutant(7) ? changed : as it was`. One is woken at
 * a time, so what it changes needs no mutants within.
 */
export const withMutants = (
  file: string,
  source: string,
  firstId: number,
): { code: string; mutants: Mutant[] } => {
  const tree = ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true);
  const mutants: Mutant[] = [];
  const plain = (node: ts.Node): string => source.slice(node.getStart(tree), node.end);
  const short = (text: string): string => text.replace(/\s+/g, ' ').slice(0, 90);

  const add = (node: ts.Node, changed: string): number => {
    const id = firstId + mutants.length;
    const { line } = tree.getLineAndCharacterOfPosition(node.getStart(tree));
    mutants.push({ id, file, line: line + 1, change: `${short(plain(node))} → ${short(changed)}` });
    return id;
  };

  const printed = (node: ts.Node): string => {
    const inside = isOutside(node) ? plain(node) : withChildren(node);
    if (!ts.isExpression(node) || isOutside(node) || isName(node)) return inside;
    const variants = [...variantsOf(node, plain), ...(isCondition(node) ? ['true', 'false'] : [])];
    return variants.reduce(
      (text, changed) => `(__mutant(${add(node, changed)}) ? (${changed}) : ${text})`,
      inside,
    );
  };

  const withChildren = (node: ts.Node): string => {
    let text = '';
    let at = node.getStart(tree);
    ts.forEachChild(node, (child) => {
      if (child.getStart(tree) < at) return;
      text += source.slice(at, child.getStart(tree)) + printed(child);
      at = child.end;
    });
    return text + source.slice(at, node.end);
  };

  return { code: source.slice(0, tree.getStart(tree)) + withChildren(tree), mutants };
};

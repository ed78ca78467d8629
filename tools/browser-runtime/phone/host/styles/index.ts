import screen from './screen.css';
import layers from './layers.css';
import pickers from './pickers.css';
import menu from './menu.css';
import map from './map.css';
import questions from './questions.css';
import scan from './scan.css';
import problems from './problems.css';

/** How the phone looks itself; of two rules the later one wins. */
export const hostStyles = [screen, layers, pickers, menu, map, questions, scan, problems].join(
  '\n',
);

/** Stands where Vant's button would: the simulator cannot read Vant's wxs. */
declare const Component: (definition: object) => void;

Component({});

export {};

/** What a project says of its desk; every word of the product comes from there. */
export interface DeskFile {
  title: string;
  subtitle?: string;
  phones: DeskPhone[];
  identities: Identity[];
  links: PageLink[];
  steps: StoryStep[];
}

export interface DeskPhone {
  id: string;
  label: string;
  openid: string;
  /** Page path with query; '' is the app's first page. */
  path: string;
  /** Opened as wide as a computer's window. */
  wide?: boolean;
}

export interface Identity {
  openid: string;
  label: string;
}

export interface PageLink {
  label: string;
  path: string;
}

/** One step of the story: a click shows it on its phone. */
export interface StoryStep {
  text: string;
  phone: string;
  openid?: string;
  path: string;
}

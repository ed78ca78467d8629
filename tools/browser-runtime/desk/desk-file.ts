/** What a project says of its desk; every word of the product comes from there. */
export interface DeskFile {
  title: string;
  subtitle?: string;
  phones: DeskPhone[];
  identities: Identity[];
  links: PageLink[];
  /** The first one is shown; of several one is chosen. */
  stories: DeskStory[];
}

export interface DeskStory {
  title: string;
  /** Whom the story is about: its steps name fields of what this call answers first. */
  subject?: StorySubject;
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
  /** One sentence on what to do there; may hold fields of the subject too. */
  say?: string;
  phone: string;
  openid?: string;
  /** May hold fields of the subject, such as `{wishId}`. */
  path: string;
  /** What to do first, where the subject has no such field yet. */
  before?: string;
}

/** A call whose first item is what the story is about. */
export interface StorySubject {
  openid: string;
  function: string;
  action: string;
}

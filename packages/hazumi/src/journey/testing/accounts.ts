/** Somebody who signs in on a page. */
export interface Account {
  name: string;
  email: string;
  password: string;
}

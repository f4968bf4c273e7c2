import { accountEndpoints } from './account.ts';
import { signInEndpoints } from './sign-in.ts';
import { staffEndpoints } from './staff.ts';

export const peopleEndpoints = { ...signInEndpoints, ...accountEndpoints, ...staffEndpoints };

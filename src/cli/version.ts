/** The package's version; the build puts it in. */
declare const PACKAGE_VERSION: string | undefined;
export const VERSION: string = typeof PACKAGE_VERSION === 'string' ? PACKAGE_VERSION : '0.0.0-source';

/** The one style sheet of a made book: little, so that readers' own sizes, fonts and colours hold. */
export const STYLE = `body { margin: 0 5%; line-height: 1.5; }
h1, h2, h3, h4, h5, h6 { line-height: 1.25; margin: 1.5em 0 0.75em; break-after: avoid; }
p { margin: 0 0 0.75em; }
blockquote { margin: 1em 1.5em; }
figure { margin: 1em 0; text-align: center; break-inside: avoid; }
figcaption { font-size: 0.875em; }
img { max-width: 100%; max-height: 95vh; height: auto; }
pre { white-space: pre-wrap; overflow-wrap: break-word; }
table { border-collapse: collapse; margin: 0 0 0.75em; }
th, td { border: 1px solid; padding: 0.25em 0.5em; text-align: start; vertical-align: top; }
hr { border: 0; border-top: 1px solid; width: 20%; margin: 1.5em auto; }
aside { font-size: 0.875em; }
aside:first-of-type { border-top: 1px solid; margin-top: 2em; padding-top: 1em; }
a.noteref { font-size: 0.75em; vertical-align: super; line-height: 0; }
.cover { margin: 0; text-align: center; }
.cover img { max-height: 98vh; }
`;

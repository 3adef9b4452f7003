// Package record writes what the screen showed in forms that outlive the terminal: terminal casts,
// animated pictures, pages, stills. A recording is a stream of frames; a writer keeps no more than a
// few of them, so its memory does not grow with the length. The same frames give the same bytes on
// every machine: there is no clock in here, no network, and no external program.
package record

// Package trace writes what happened in a session rather than what was seen: its events as a trace
// for a trace viewer, as rows, as a table in the style of textbooks, as a sequence diagram. Everything
// comes from the stream of events; the same session gives the same bytes.
package trace

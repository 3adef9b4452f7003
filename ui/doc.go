// Package ui is the live screen: a Bubble Tea program that draws a session and turns keys into commands.
//
// It holds no state of any coroutine. Everything shown is read from the session each time something changed, drawn
// by ui/panel on a cell grid and kept as one string until the next change. Panels answer with an Intent; only the
// root model here applies it.
package ui

// Package demo is the language of demo scripts and what plays them. A script is a small text, a line
// an action: a key, a command, a pause, a caption. It is played on a Stage, which is the screen with
// or without a terminal; the clock is the player's, so that a script gives the same frames every time.
package demo

// Package worlds holds two runs that are shown side by side, in lock step: both stand at the same step, or at their end
// if that comes before. One of them is the session on the screen. It takes a key and answers with an intent.
package worlds

// Package files is what a screen reads from the disk and writes to it: the watch over a scene's file, what is to be
// saved, and the tape of a live recording. Each says what is to be done; the screen does the waiting beside its event
// loop, and tells the user.
package files

// Package session keeps what was done to a machine: it steps back, seeks to any step, and branches.
//
// A session is a scene, the commands that were given with the step at which each was given, and nothing else: every
// state follows from these by replay. Keyframes, copies of the machine at some steps, only make a jump quick; they have
// a byte budget. There is no undo log.
//
// A command given in the past starts a branch. The old future stays, and OtherFuture returns to it, so that a what-if
// never destroys a prepared run. What an answer laid out (LayOut) and nobody walked along is passed over once the next
// one is there.
//
// The text form (Marshal, Unmarshal) is a line a command. It embeds the scene and its settings, and the hash of the
// state every 100 commands and at the end of each branch: a replay proves itself. The package reads and writes no
// files.
package session

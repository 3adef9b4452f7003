// Package stories is the vocabulary of scenario files: commands that run a scene and say what the machine says.
//
// A story file is a list of commands, each with the answer that is expected of it below four dashes:
//
//	scene name=bounded-buffer
//	----
//	   0  p1 is spawned at boot and joins READY at the back.
//
//	pass n=2
//	----
//	...
//
// Usages lists the commands. Their arguments are read strictly: a name that a command does not know, a number that is
// none, or input that nobody reads is an error, since a slip in a story would otherwise pass as one.
package stories

// Package compare follows two runs in lock step and says where they part.
//
// Both worlds make step after step together, with the same commands as far as they fit. They part at the first step
// in which not the same happens, or after which the state is not the same. What happens are the events of the step:
// the kind of op, who did it, to which object and with which result, and what that moved. Coroutines, objects and
// functions are the same where their names are; lines and places in the text count for nothing, so that a scene can
// be compared with an edited one. The state is who is on which queue in which order, what each waits for, holds and
// carries, and what the objects that both worlds declare contain; what only one of them declares counts as soon as
// something happens to it. FREE, the number of the pass, the rules and the policy are no part of it.
package compare

// Package mend finds the single changes of a scene that cure it, and those that break it.
//
// It knows a catalogue of the changes that people make: an if that becomes a loop, a signal that becomes a broadcast, a
// lock that moves. Each is tried: the changed scene is asked of every schedule, in worlds that get harsher and harsher,
// and what holds must not hold by giving something up. A change that passes is proven for the laws of the scene, and
// for no more than these.
package mend

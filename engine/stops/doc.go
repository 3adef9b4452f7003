// Package stops says at which steps of a run something is decided, and what: there somebody who goes through a run
// looks at it. It reads events and the text of the scene, makes no sentences and changes nothing. Polls says without a
// run which loops of a scene ask again and again where one could sleep.
//
// A step is a stop where
//
//   - somebody blocks, wakes, is spawned or ends, or the run ends (a pass that begins, and a turn that is given up, are
//     none);
//   - a test decides a wait: with one of its answers a wait or a queueing comes for certain, as far as the text
//     says, and with the other it does not;
//   - somebody queues, asleep or not;
//   - a spin fails: a spinlock, a trylock or a poll is asked in vain, or a loop goes round whose condition looks at
//     what others can change and whose body does nothing that others notice. Only the first time counts: asked again
//     with nothing between that others notice, it is the same spin;
//   - a signal or a wakeup lets nobody go on;
//   - a scheduler callback is called, an item is answered, a process signal begins to be handled, or a waiter that
//     looks for itself learns how its wait ended;
//   - a quantum ends;
//   - somebody is killed, a mutex loses its owner, a circle of waiting closes, a law breaks, an item or memory is
//     lost, or an item is given up that was never put;
//   - something asked for is refused, or the user or the script gives a command.
package stops

package explore

import "github.com/quartet-os/quartet/engine/fair"

// bystanders are those who are no daemons and do not run while a run goes round in some states for ever, by place.
type bystanders struct {
	ready  uint64 // in one of the states
	asleep uint64 // in all of them
}

// nobodyYet returns those of no states.
func nobodyYet() bystanders { return bystanders{asleep: ^uint64(0)} }

// see adds a state: who is meant there, and who is ready.
func (b *bystanders) see(meant, ready uint64) {
	b.ready |= meant & ready
	b.asleep &= meant &^ ready
}

// passedOver reports whether all that is wrong is that somebody is ready and never among those who ran, since others
// have a higher level: he starves, and the others may well be there for him alone. Where somebody sleeps on beside
// them, he is left asleep all the same.
func (b *bystanders) passedOver(ran uint64) bool { return b.ready&^ran != 0 && b.asleep&^ran == 0 }

// passedOver reports the same of a circle.
func (sp *space) passedOver(c *fair.Circle) bool {
	all := nobodyYet()
	for _, s := range c.States {
		all.see(sp.who(isLive, s), sp.ready[s])
	}
	return all.passedOver(c.Runs)
}

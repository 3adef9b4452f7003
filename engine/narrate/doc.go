// Package narrate tells in words what happens in a machine: it folds the events that it is told, in order, and knows
// nothing else but the program and a snapshot to begin with.
//
//	n := narrate.New(e.Program(), e.Snapshot(nil))
//	for e.End().Kind == engine.NotEnded {
//		for _, sentence := range n.Tell(e.Step(), e.End()) {
//			fmt.Println(sentence)
//		}
//	}
package narrate

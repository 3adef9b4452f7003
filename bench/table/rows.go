package main

// ref is a benchmark of the repository, and the number of it that counts.
type ref struct {
	pkg, bench string
	metric     string // as the benchmark reports it; "": processor time an op, or plain time where there is none
}

// row is a line of the table: what is measured, and beside what.
type row struct {
	name  string
	ours  ref
	floor ref // zero: there is none, and the number itself is told
	unit  string
	per   float64 // divides the number; 0: by nothing
	once  bool    // takes long: one turn a round
}

const (
	machine  = "./engine"
	sessions = "./engine/session"
	explorer = "./engine/explore"
	screen   = "./ui"
	line     = "./ui/command"
	films    = "./ui/demo"
)

// rows is the table in the order of the page docs/performance.md.
func rows() []row {
	var all []row
	for _, kind := range []struct{ name, bench string }{
		{"a pass with its events", "spawned/"}, {"a pass with timed waits", "thinking/"},
	} {
		for _, n := range []string{"10", "1000", "100000"} {
			all = append(all, row{name: kind.name + ", " + n + " coroutines", unit: "ns",
				ours:  ref{pkg: machine, bench: "Pass/events/" + kind.bench + n},
				floor: ref{pkg: machine, bench: "Pass/floor/" + kind.bench + n}})
		}
	}
	for _, c := range []string{"c-6-6-3", "a-4-5-1"} {
		all = append(all,
			row{name: "all states of " + c + ", one core", unit: "ms", per: 1e6, once: true,
				ours:  ref{pkg: explorer, bench: "Space/" + c + "/1-workers"},
				floor: ref{pkg: explorer, bench: "Space/" + c + "/floor"}},
			row{name: "the same on two cores beside one, by the clock", unit: "ns a state", once: true,
				ours:  ref{pkg: explorer, bench: "Space/" + c + "/2-workers", metric: "ns/state"},
				floor: ref{pkg: explorer, bench: "Space/" + c + "/1-workers", metric: "ns/state"}})
	}
	all = append(all, row{name: "memory of a state, c-6-6-3, the whole process", unit: "bytes", once: true,
		ours: ref{explorer, "Memory", "process-bytes/state"}})
	for _, scene := range []string{"lecture-06-throttling", "lecture-25-soft-and-hard", "lecture-01-as-meant"} {
		all = append(all, row{name: scene + " at grain op, whole", unit: "ms", per: 1e6, once: true,
			ours: ref{pkg: explorer, bench: "Scenes/" + scene}})
	}
	all = append(all,
		row{name: "three pairs at three mutexes", unit: "ms", per: 1e6, once: true,
			ours: ref{pkg: explorer, bench: "Pairs"}},
		row{name: "its states", unit: "", once: true, ours: ref{explorer, "Pairs", "states"}})
	for _, n := range []string{"10", "1000", "10000", "100000"} {
		all = append(all, row{name: "a step and its frame at 160x50, " + n + " coroutines", unit: "ms", per: 1e6,
			ours: ref{pkg: screen, bench: "CrowdFrame/" + n}})
	}
	return append(all,
		row{name: "to the end of 18 M steps of 10,000 coroutines", unit: "ms", per: 1e6, once: true,
			ours: ref{sessions, "End/to=end", "ns/op"}},
		row{name: "keyframes of 100,000 steps, 10 coroutines", unit: "MB", per: 1e6, once: true,
			ours: ref{sessions, "Seek/coroutines=10", "keyframe-bytes"}},
		row{name: "a fork of 10 coroutines", unit: "ns", ours: ref{pkg: machine, bench: "Fork"}},
		row{name: "a pass of run --json", unit: "µs", per: 1e3, ours: ref{pkg: line, bench: "PassJSON"}},
		row{name: "a pass of run, told", unit: "µs", per: 1e3, ours: ref{pkg: line, bench: "PassTold"}},
		row{name: "two keys behind :open", unit: "ms", per: 1e6, ours: ref{pkg: screen, bench: "OpenPrompt"}},
		row{name: "testdata/typical.demo as a GIF", unit: "MB", per: 1e6, once: true,
			ours: ref{films, "TypicalGIF", "bytes"}})
}

package panel_test

import (
	"fmt"

	"github.com/quartet-os/quartet/engine"
	"github.com/quartet-os/quartet/engine/program"
	"github.com/quartet-os/quartet/ui/panel"
)

// crowd is the pictures' moment with n more producers on READY, the last of which has just been spawned.
func crowd(n int) *panel.Frame {
	f := lookMoment()
	s := f.Now
	s.Free = s.Free[:0]
	s.Coroutines = s.Coroutines[:5]
	for i := range n {
		slot := 5 + i
		s.Coroutines = append(s.Coroutines, engine.CoroutineView{Slot: slot, Live: true, Name: fmt.Sprintf("p%d", i+4),
			Role: program.Producer, Place: engine.Ready, PC: opLockP, Line: 22, Object: -1, Listed: -1,
			Deadline: engine.NoDeadline})
		s.Ready = append(s.Ready, slot)
		f.Track.Slots = append(f.Track.Slots, slot)
	}
	for i := range f.Track.Columns {
		places := f.Track.Columns[i].Places
		for len(places) < n+5 {
			places = append(places, engine.Ready)
		}
		f.Track.Columns[i].Places = places
	}
	f.Events = []engine.Event{{Step: 163, Who: int32(4 + n), Arg: -1, Told: engine.Told{Kind: engine.Moved,
		From: uint8(engine.Free), To: uint8(engine.Ready), Result: uint8(engine.BySpawn), Object: engine.NoObject,
		PC: engine.NoPC}}}
	return f
}

// crowdAsleep is crowd with everyone waiting for notFull, or on the timed queue.
func crowdAsleep(n int, timed bool) *panel.Frame {
	f := crowd(n)
	s := f.Now
	f.Events = nil
	for _, slot := range s.Ready {
		c := &s.Coroutines[slot]
		c.Place, c.On, c.Object, c.Since = engine.Waiting, engine.OnCond, objNotFull, 30
		if timed {
			c.Place, c.On, c.Object, c.Deadline = engine.TimedWaiting, engine.OnSleep, -1, int64(200-slot)
			s.Timed = append(s.Timed, slot)
		} else {
			s.Waiting = append(s.Waiting, slot)
			s.Conds[1].SignalQueue = append(s.Conds[1].SignalQueue, slot)
		}
	}
	s.Ready = nil
	return f
}

// longNames is the moment with names that are longer than anyone would like, and in other scripts.
func longNames() *panel.Frame {
	f := lookMoment()
	names := []string{"the_first_producer_of_them_all", "生産者の二番目", "🐧🐧🐧🐧", "ｗｉｄｅ",
		"e\u0301e\u0301\u200d\x1b[31m"}
	for i, n := range names {
		f.Now.Coroutines[i].Name = n
	}
	for i := range f.Story {
		f.Story[i].Name = names[i%len(names)]
		f.Story[i].Text += " 消費者 takes\tanother\x07 step"
	}
	f.Now.Mutexes[0].OwnerName = names[c1]
	f.Now.Mutexes[0].LockQueue = []int{p1, p3, p2}
	f.Now.Conds[0].Name = "notEmptyAtAllButVeryLongIndeed"
	f.Now.Queues[0].Name = "仕事の行列"
	f.Now.Queues[0].Items = []int64{1234567, 99999, 10000, 1}
	f.Scene, f.Branch = "数えきれない/a/very/long/path/to/a/scene/of/some/student.scene", "what-if 12"
	f.Notice = "capacity of 仕事の行列 is 5 now; before, 4: u takes it back, and then there is more to say about it"
	return f
}

// manyObjects is the moment with twelve mutexes, three work queues, wait lists, variables and the rules of NanoOs.
func manyObjects() *panel.Frame {
	f := lookMoment()
	f.Now.Rules, _ = program.Ruleset("nanoos")
	p := *f.Program
	f.Program = &p
	for i := range 11 {
		name := fmt.Sprintf("m%d", i+2)
		p.Objects = append(p.Objects, program.Object{Name: name, Class: program.MutexClass})
		object := len(p.Objects) - 1
		p.Mutexes = append(p.Mutexes, program.Mutex{Object: object})
		mu := engine.MutexView{Object: object, Name: name, Owner: -1, Timed: i%2 == 0}
		if i%3 == 0 {
			mu.Owner, mu.OwnerName, mu.OwnerLive, mu.Depth, mu.LockQueue = p3, "p3", i != 9, 2, []int{p1, p2}
		}
		f.Now.Mutexes = append(f.Now.Mutexes, mu)
	}
	for _, q := range []engine.QueueView{{Name: "results", Max: 100, Items: []int64{3, 4}},
		{Name: "done", Stack: true, Max: 2, Items: []int64{5, 6, 8}, WaitToTake: []int{c2}}} {
		p.Objects = append(p.Objects, program.Object{Name: q.Name, Class: program.QueueClass})
		p.Queues = append(p.Queues, program.Queue{Object: len(p.Objects) - 1, Capacity: q.Max, Stack: q.Stack})
		q.Object = len(p.Objects) - 1
		f.Now.Queues = append(f.Now.Queues, q)
	}
	f.Now.Conds[1].Signals = 2
	f.Now.Lists = []engine.ListView{{Object: objNotEmpty, Name: "producers_wq", Queue: []int{p1, p2, p3}}}
	f.Now.Vars = []engine.VarView{{Name: "turn", Value: 3}, {Name: "open", Type: program.Bool, Value: 1}}
	f.Now.Counters = []engine.VarView{{Name: "made", Value: 17}}
	f.Selected, f.Focus = p2, panel.StoryPanel
	return f
}

// stopped is the moment after c1 has left the CPU for WAITING, and the clock stood still.
func stopped() *panel.Frame {
	f := lookMoment()
	s := f.Now
	s.Running = -1
	s.Coroutines[c1].Place, s.Coroutines[c1].On, s.Coroutines[c1].Object = engine.Waiting, engine.OnMutex, objM
	s.Waiting = append(s.Waiting, c1)
	s.Mutexes[0].LockQueue = []int{c1}
	s.Mutexes[0].Owner, s.Mutexes[0].OwnerName = p3, "p3"
	f.Events = []engine.Event{
		{Step: 163, Who: c1, Told: engine.Told{PC: opLockC, Kind: engine.Did, From: uint8(program.Lock),
			To: uint8(engine.Blocked), Object: objM}},
		{Step: 163, Who: c1, Arg: p3, Told: engine.Told{Kind: engine.Moved, From: uint8(engine.Running),
			To: uint8(engine.Waiting), Result: uint8(engine.ByLock), Object: objM, PC: engine.NoPC}},
	}
	return f
}

// everyFrame is the frames that the loops over sizes draw.
func everyFrame() map[string]*panel.Frame {
	projected := lookMoment()
	projected.Layout = panel.Projector
	projected.Ask = panel.Question{Text: "c1 still holds m. Who runs next?", Answers: []string{"p1", "p3", "c1"}}
	prompting := crowd(3)
	prompting.Prompting, prompting.Prompt, prompting.PromptCursor = true, "spawn pro", 9
	prompting.Completions = []panel.Completion{{Text: "producer", About: "puts"}, {Text: "program"}}
	playing := lookMoment()
	playing.Playing, playing.Speed, playing.Branch, playing.Length = true, "4 steps/s", "what-if 2", 400
	ended := lookMoment()
	ended.Now.End = engine.End{Kind: engine.EndDeadlock, Text: "c1 and p1 wait for each other."}
	ended.Now.Running = -1
	projectedCrowd := crowdAsleep(40, false)
	projectedCrowd.Layout = panel.Projector
	acts := schedulers()
	robin := lookMoment()
	robin.Now.Policy, robin.Now.Wasted, robin.ToEnd = program.RoundRobin, 19,
		panel.Resumes{RoundRobin: 123, FourQueues: 45}
	decided := lookMoment()
	decided.Lesson = &panel.Lesson{From: 150, Decides: 157,
		Matters: []bool{true, false, true, true, false, false, true, true}}
	return map[string]*panel.Frame{
		"decided": decided,
		"robin":   robin, "searching": acts["searching"], "nested": acts["nested"], "endless": acts["endless"],
		"empty": {}, "look": lookMoment(), "crowd": crowd(100), "asleep": crowdAsleep(100, false),
		"timed": crowdAsleep(100, true), "names": longNames(), "objects": manyObjects(), "stopped": stopped(),
		"projected": projected, "prompting": prompting, "playing": playing, "ended": ended,
		"projected crowd": projectedCrowd, "edited": edited(),
	}
}

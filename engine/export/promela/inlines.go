package promela

import (
	"fmt"
	"slices"
	"strings"

	"github.com/quartet-os/quartet/engine/program"
)

// inlines writes what the model is made of beside the processes: the queues of those who wait, and the verbs.
func (w *writer) inlines() {
	n := w.processes()
	w.circled = w.circles() && w.used("lock", "wait", "join")
	queues := func(name string, c program.Class, of, what string) {
		if k := w.count(c); k > 0 {
			w.line(fmt.Sprintf("chan %s[%d] = [%d] of { %s }; /* %s */", name, k, n, of, what))
		}
	}
	if k := w.count(program.MutexClass); k > 0 {
		w.line(fmt.Sprintf("byte owner[%d]; /* the process that holds it, 0 for none */", k))
	}
	if w.recursive() != "" {
		w.line(fmt.Sprintf("byte deep[%d]; /* how often its process has taken it again */",
			w.count(program.MutexClass)))
	}
	queues("lockq", program.MutexClass, "byte", "who waits for it, in the order of coming")
	queues("condq", program.CondClass, "byte", "who waits on it")
	queues("listq", program.WaitqClass, "byte", "who is on the list")
	queues("semq", program.SemaphoreClass, "byte", "who waits for a permit")
	queues("barq", program.BarrierClass, "byte", "who has come")
	queues("rwq", program.RWLockClass, "byte, bool", "who waits for it, and whether to write")
	w.channels()
	w.things()
	w.numbers("permits", program.SemaphoreClass)
	w.numbers("parties", program.BarrierClass)
	if k := w.count(program.RWLockClass); k > 0 {
		w.line(fmt.Sprintf("byte readers[%d]; /* how many read */", k))
		w.line(fmt.Sprintf("byte writer[%d]; /* the process that writes, 0 for none */", k))
		w.line(fmt.Sprintf("byte holds[%d];\n#define reads(rw, process) holds[(rw) * %d + process]", k*(n+1), n+1))
	}
	w.byProcess(n)
	w.line("")
	w.b.WriteString(w.before())
	w.clockVerbs()
	w.thingVerbs()
	for _, v := range verbs {
		w.define(v.name, v.text)
	}
	w.define("ends", w.ends())
}

// byProcess declares what is noted of each process.
func (w *writer) byProcess(n int) {
	note := func(is bool, name, what string) {
		if is {
			w.line(fmt.Sprintf("%s[%d]; /* by process: %s */", name, n+1, what))
		}
	}
	if w.grain == program.GrainPass {
		w.line("byte cpu; /* the process that is on it, 0 for none */")
	}
	note(w.used("schedule", "enqueue", "wakeup", "wakeupAll"), "bool woken", "woken since it queued itself")
	note(w.rests(), "bool asleep", "sleeps on a wait list")
	note(w.circled, "byte waits", "the mutex that it waits for, plus 1; behind those, the process whose end")
	note(w.used("join"), "byte joins", "the process whose end it waits for")
	note(w.notes(), "bool ended", "has ended")
	if w.circled || w.used("wakeup", "wakeupAll", "runlock", "wunlock") || w.count(program.ChanClass) > 0 ||
		w.p.Does(program.WaitWithin) {
		w.line("byte who;")
	}
	if w.used("ends") && len(w.finals) > 0 && w.laterMost == 0 {
		alive := 0
		for _, slot := range w.spawned() {
			if !w.now.Coroutines[slot].Daemon {
				alive++
			}
		}
		w.line(fmt.Sprintf("byte running = %d; /* who has not ended */", alive))
	}
}

// used reports whether some of the verbs are.
func (w *writer) used(names ...string) bool {
	return slices.ContainsFunc(names, func(name string) bool { return w.uses[name] || w.uses[name+ofDaemon] })
}

// numbers declares what the objects of a class begin with.
func (w *writer) numbers(name string, c program.Class) {
	var all []string
	for i := range w.now.Syncs {
		if s := &w.now.Syncs[i]; s.Class == c {
			all = append(all, itoa(int(s.State[0])))
		}
	}
	if len(all) > 0 {
		w.line(fmt.Sprintf("byte %s[%d] = { %s };", name, len(all), strings.Join(all, ", ")))
	}
}

// fill replaces what in a verb depends on the scene.
func (w *writer) fill(text string) string {
	when := func(is bool, text string) string {
		if is {
			return text
		}
		return ""
	}
	law, set := w.asks, w.p.Settings.Rules
	again := "2 /* error */"
	if w.spins() {
		again = "1 /* busy */"
	}
	each, timed := "", w.p.Does(program.WaitWithin)
	for i := range w.processes() {
		heeds := when(timed, "; left["+itoa(i+1)+"] = 0")
		each += fmt.Sprintf("\t:: d_step { condq[cond]??[%d] -> condq[cond]??%[1]d%s%s }\n", i+1, heeds,
			law(program.CondClass))
	}
	busy, give := "owner[mutex] != 0 || len(lockq[mutex]) > 0", "owner[mutex] = 0"
	mine := w.recursive()
	if mine != "" {
		busy = "(" + busy + ") && !(" + mine + ")"
		give = "if :: deep[mutex] > 0 -> deep[mutex]-- :: else -> owner[mutex] = 0 fi"
	}
	passes := w.grain == program.GrainPass
	deeper := mine + " -> deep[mutex]++"
	return strings.NewReplacer(
		"$busy", busy, "$give", give, "$deeper", when(mine != "", "\t:: d_step { "+deeper+" }\n"),
		"$trydeeper", when(mine != "", "\t\t:: "+deeper+"; result = 0\n"),
		"$waitdeeper", when(mine != "", "\t:: d_step { !(condq[cond]??[eval(_pid)]) && "+deeper+" }\n"),
		"$mutex", law(program.MutexClass), "$both", law(program.MutexClass, program.CondClass),
		"$cond", law(program.CondClass), "$list", law(program.WaitqClass), "$sem", law(program.SemaphoreClass),
		"$bar", law(program.BarrierClass), "$rw", law(program.RWLockClass),
		"$awake", when(w.spins(), "; awake()"), "$again", again, "$each", each,
		"$send", when(w.anyone, "!!")+when(!w.anyone, "!"),
		"$circle", when(w.circled, "; waits[_pid] = mutex + 1; circle()"),
		"$round", when(w.circled, "; waits[_pid] = 0"),
		"$joins", when(w.circled, "; waits[_pid] = "+itoa(w.count(program.MutexClass))+" + value; circle()"),
		"$asleep", when(w.rests(), "; asleep[_pid] = true"), "$risen", when(w.rests(), "; asleep[_pid] = false"),
		"$off", when(passes, "; cpu = 0"), "$on", when(passes, "; cpu = _pid"), "$gone", when(passes, " -> cpu = _pid"),
		"$yield", when(passes, "cpu = 0")+when(!passes, "skip"),
		";$dispatch", when(passes, ";\n\td_step { cpu = _pid }"),
		"$chan", law(program.ChanClass), "$heard", w.hears(), "$unheard", w.unheard(),
		"$pass", w.ticksByPass(), "$until", w.until("ticks"),
		"$heeds", when(timed, "who; left[who] = 0; who = 0")+when(!timed, "_"),
		"$mayRead", mayRead[set[program.RulePrefer]],
	).Replace(text)
}

// recursive asks whether the caller may take a mutex again; "" where there is none that may be.
func (w *writer) recursive() string {
	var all []string
	for i := range w.p.Mutexes {
		if w.p.Mutexes[i].Recursive {
			all = append(all, "mutex == "+w.ref(program.MutexClass, i))
		}
	}
	switch len(all) {
	case 0:
		return ""
	case len(w.p.Mutexes):
		return "owner[mutex] == _pid"
	}
	return "owner[mutex] == _pid && (" + strings.Join(all, " || ") + ")"
}

// define writes the inline of a verb, if it is used, and that of daemons.
func (w *writer) define(name, text string) {
	if w.uses[name] {
		w.line(w.ticking(w.fill(strings.ReplaceAll(text, "@", ""))) + "\n")
	}
	if !w.uses[name+ofDaemon] {
		return
	}
	text = strings.Replace(text, name+"(", name+ofDaemon+"(", 1)
	for k := 1; strings.Contains(text, "@"); k++ {
		text = strings.Replace(text, "@", fmt.Sprintf("end%d: ", k), 1)
	}
	if name == "ends" {
		notes := "skip"
		if w.notes() {
			notes = "ended[_pid] = true" + w.asksEnd()
		}
		text = "inline endsDaemon()\n{\n\td_step { " + notes + "$off }\n}"
	}
	w.line("/* A daemon may wait for ever. */\n" + w.ticking(w.fill(text)) + "\n")
}

// before returns what the verbs themselves are made of.
func (w *writer) before() string {
	var b strings.Builder
	if w.uses["laws"] {
		b.WriteString(w.lawful())
	}
	if w.spins() {
		var all []string
		for i := range w.p.Mutexes {
			if w.p.Mutexes[i].Spin {
				all = append(all, "assert(owner["+w.ref(program.MutexClass, i)+"] != _pid)")
			}
		}
		b.WriteString("/* Nobody sleeps with a spinlock. */\ninline awake()\n{\n\t" +
			strings.Join(all, ";\n\t") + "\n}\n\n")
	}
	if w.circled {
		m, held := w.count(program.MutexClass), ""
		if m > 0 {
			held = "\t:: else -> who = owner[waits[who] - 1]; assert(who != _pid)\n"
		}
		b.WriteString(strings.NewReplacer("$m", itoa(m), "$held", held).Replace(circle))
	}
	b.WriteString(w.chanVerbs())
	if w.used("runlock", "wunlock") {
		b.WriteString(letOn[w.p.Settings.Rules[program.RulePrefer]] + "\n\n")
	}
	return b.String()
}

// circle looks along who waits for whom.
const circle = `/* Whoever begins to wait does not wait for itself, by way of others. */
inline circle()
{
	who = _pid;
	do
	:: waits[who] == 0 -> break
	:: waits[who] > $m -> who = waits[who] - $m; assert(who != _pid)
$held	od;
	who = 0
}

`

// ends is the last step of a process. Where there are daemons, all is over only when none of them can go on, which a
// process of its own waits for.
func (w *writer) ends() string {
	var all []string
	if w.notes() {
		all = append(all, "ended[_pid] = true"+w.asksEnd())
	}
	if w.grain == program.GrainPass {
		all = append(all, "cpu = 0")
	}
	if len(w.finals) > 0 {
		if w.laterMost == 0 {
			all = append(all, "running--")
		}
		if !w.daemons {
			all = append(all, "if\n\t\t:: "+w.allEnded()+" ->\n\t\t\t"+strings.Join(w.finals, ";\n\t\t\t")+
				"\n\t\t:: else\n\t\tfi")
		}
	}
	return "inline ends()\n{\n\td_step {\n\t\t" + strings.Join(all, ";\n\t\t") + "\n\t}\n}"
}

// overseer is the process that asks what has to hold in the end, where there are daemons.
func (w *writer) overseer() string {
	if !w.oversees() {
		return ""
	}
	return "/* When nobody can go on, and nobody but daemons is left: */\nproctype " + w.over + "()\n{\nend:\n" +
		"\ttimeout && " + w.allEnded() + w.nobodySleeps() + ";\n\td_step {\n\t\t" + strings.Join(w.finals, ";\n\t\t") +
		"\n\t};\nend1:\n\tfalse\n}\n\n"
}

func (w *writer) oversees() bool { return w.daemons && len(w.finals) > 0 }

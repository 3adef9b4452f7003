package conform

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/quartet-os/quartet/engine"
)

// list returns slots as names in brackets.
func (t *tracer) list(slots []int) string {
	all := make([]string, len(slots))
	for i, s := range slots {
		all[i] = t.who(s)
	}
	return "[" + strings.Join(all, " ") + "]"
}

// queues prints the four queues, folded from the events.
func (t *tracer) queues() {
	o := &t.fold.order
	t.say("Q ready=%s waiting=%s timed=%s free=%s", t.list(o[engine.Ready]), t.list(o[engine.Waiting]),
		t.list(o[engine.TimedWaiting]), t.list(o[engine.Free]))
}

// objects prints mutexes, conditions and mailboxes in the order of their declaration.
func (t *tracer) objects() {
	for i, m := range t.sc.Mutexes {
		t.mutex(m.Name, &t.snap.Mutexes[i])
	}
	for i, c := range t.sc.Conds {
		t.cond(c, &t.snap.Conds[i])
	}
	for _, p := range t.sc.Mailboxes {
		t.mailbox(p)
	}
}

func (t *tracer) mutex(name string, m *engine.MutexView) {
	owner := "-"
	if m.Owner >= 0 {
		owner = t.who(m.Owner)
	}
	t.say("M %s owner=%s depth=%d lockq=%s deadline=%d", name, owner, m.Depth, t.list(m.LockQueue), m.Deadline)
}

func (t *tracer) cond(name string, c *engine.CondView) {
	tail := "-"
	if n := len(c.SignalQueue); n > 0 {
		tail = t.who(c.SignalQueue[n-1])
	}
	t.say("C %s waiters=%d signals=%d sigq=%s tail=%s deadline=%d", name, len(c.SignalQueue), c.Signals,
		t.list(c.SignalQueue), tail, c.Deadline)
}

// mailbox prints the mailbox of the slot in which a process lives or lived last.
func (t *tracer) mailbox(p string) {
	var m engine.MutexView
	var c engine.CondView
	var inbox []int64
	m.Owner = -1
	if slot, ok := t.box[p]; ok {
		if slot < len(t.snap.Mailboxes) {
			m = t.snap.Mailboxes[slot]
		}
		if slot < len(t.snap.MailConds) {
			c = t.snap.MailConds[slot]
		}
		inbox = t.snap.Coroutines[slot].Inbox
	}
	t.mutex(p+".mlock", &m)
	t.cond(p+".mcond", &c)
	letters := make([]string, len(inbox))
	for i, v := range inbox {
		letters[i] = strconv.FormatInt(v, 10)
	}
	t.say("B %s inbox=[%s]", p, strings.Join(letters, " "))
}

func (t *tracer) variables() {
	if len(t.sc.Vars) == 0 {
		return
	}
	all := make([]string, len(t.sc.Vars))
	for i, v := range t.sc.Vars {
		all[i] = fmt.Sprintf("%s=%d", v.Name, t.snap.Vars[i].Value)
	}
	t.say("V %s", strings.Join(all, " "))
}

package explore_test

// written reports whether somebody writes under a lock, read whether somebody reads.
func (l *sharedLock) written() bool { return l.by[0] < 0 || l.by[1] < 0 || l.by[2] < 0 }
func (l *sharedLock) read() bool    { return l.by[0] > 0 || l.by[1] > 0 || l.by[2] > 0 }

// share does an op on a lock of readers and writers.
func (m *modelled) share(s *modelScene, c int, op modelOp) (over bool, wrong string) {
	l := &m.shared[op.n]
	switch {
	case m.mode[c] == 2: // it was let on, and has the lock
		m.mode[c] = 0
	case op.verb == 'R' && l.by[c] <= 0, op.verb == 'W' && l.by[c] >= 0:
		return true, "violation"
	case op.verb == 'R':
		l.by[c]--
		m.admit(s, l)
	case op.verb == 'W':
		l.by[c] = 0
		m.admit(s, l)
	case m.admits(s, l, l.wait, op.verb):
		l.enter(c, op.verb)
	default:
		l.wait = append(l.wait, c)
		m.mode[c] = 1
		if m.circle(s, c, c, map[int]bool{}) {
			wrong = "deadlock"
		}
		return true, wrong
	}
	m.pc[c]++
	return false, ""
}

func (l *sharedLock) enter(c int, verb byte) {
	if verb == 'w' {
		l.by[c] = -1
	} else {
		l.by[c]++
	}
}

// admits reports whether one who comes now may have the lock, before whom these wait.
func (m *modelled) admits(s *modelScene, l *sharedLock, before []int, verb byte) bool {
	if l.written() || verb == 'w' && l.read() {
		return false
	}
	for _, x := range before {
		other := s.programs[x][m.pc[x]].verb
		if s.prefer == "fifo" || s.prefer == "writers" && other == 'w' || s.prefer == "readers" && other == 'r' ||
			verb == other {
			return false
		}
	}
	return true
}

// admit lets on those who may have the lock now, those who are preferred first.
func (m *modelled) admit(s *modelScene, l *sharedLock) {
	for i := 0; i < len(l.wait); i++ {
		c := l.wait[i]
		verb := s.programs[c][m.pc[c]].verb
		var before []int
		for k, x := range l.wait {
			other := s.programs[x][m.pc[x]].verb
			preferred := other != verb && (other == 'w') == (s.prefer == "writers")
			if s.prefer == "fifo" {
				preferred = k < i
			}
			if preferred || k < i && verb == 'w' && other == 'w' {
				before = append(before, x)
			}
		}
		if m.admits(s, l, before, verb) {
			l.enter(c, verb)
			l.wait = append(append([]int(nil), l.wait[:i]...), l.wait[i+1:]...)
			m.mode[c] = 2
			i = -1
		}
	}
}

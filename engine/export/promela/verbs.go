package promela

// verb is an inline that stands for a verb of the language. Behind an @ one waits; what begins with $ depends on the
// scene: $mutex and the like ask the invariants that look at such an object, $awake whether somebody sleeps with a
// spinlock, $circle whether whoever begins to wait waits for itself, by way of others; at grain pass $off gives the CPU
// up, and $on takes it.
type verb struct{ name, text string }

// verbs are all there are, in the order in which a model has them.
var verbs = []verb{
	{"yield", `inline yield()
{
	d_step { $yield };$dispatch
}`},
	{"step", `/* An op that changes nothing that is here. */
inline step()
{
	d_step { skip }
}`},
	{"lock", `inline lock(mutex)
{
	if
	:: d_step { owner[mutex] == 0 && len(lockq[mutex]) == 0 -> owner[mutex] = _pid$mutex }
	:: d_step { $busy -> lockq[mutex]!_pid$circle$awake$mutex$off };
	   @d_step { owner[mutex] == 0 && lockq[mutex]?[eval(_pid)] -> lockq[mutex]?_; owner[mutex] = _pid$round$mutex$on }
$deeper	fi
}`},
	{"spin", `inline spin(mutex)
{
	d_step { owner[mutex] == 0 -> owner[mutex] = _pid$mutex }
}`},
	{"spinPass", `/* Whoever finds it taken gives the CPU up, and tries again. */
inline spinPass(mutex)
{
	if
	:: d_step { owner[mutex] == 0 -> owner[mutex] = _pid$mutex }
	:: d_step { owner[mutex] != 0 -> cpu = 0 };
	   @d_step { owner[mutex] == 0 -> owner[mutex] = _pid$mutex$on }
	fi
}`},
	{"trylock", `inline trylock(mutex, result)
{
	d_step {
		if
		:: owner[mutex] == 0 && len(lockq[mutex]) == 0 -> owner[mutex] = _pid; result = 0 /* ok */$mutex
$trydeeper		:: owner[mutex] == _pid -> result = $again
		:: else -> result = 1 /* busy */
		fi
	}
}`},
	{"unlock", `inline unlock(mutex)
{
	d_step { assert(owner[mutex] == _pid); $give$mutex }
}`},
	{"wait", `inline wait(cond, mutex)
{
	d_step { assert(owner[mutex] == _pid); $give; condq[cond]$send_pid$awake$both$off };
	@if
	:: d_step { !(condq[cond]??[eval(_pid)]) && owner[mutex] == 0 && len(lockq[mutex]) == 0 ->
		owner[mutex] = _pid$mutex$on }
	:: d_step { !(condq[cond]??[eval(_pid)]) && ($busy) ->
		lockq[mutex]!_pid$circle$awake$mutex$pass };
	   @d_step { owner[mutex] == 0 && lockq[mutex]?[eval(_pid)] -> lockq[mutex]?_; owner[mutex] = _pid$round$mutex$on }
$waitdeeper	fi
}`},
	{"signal", `inline signal(cond)
{
	d_step {
		if
		:: len(condq[cond]) > 0 -> condq[cond]?$heeds$cond
		:: else
		fi
	}
}`},
	{"signalAny", `/* Any of those who wait may be woken. */
inline signalAny(cond)
{
	if
	:: d_step { len(condq[cond]) == 0 -> skip }
$each	fi
}`},
	{"broadcast", `inline broadcast(cond)
{
	d_step {
		do
		:: len(condq[cond]) > 0 -> condq[cond]?$heeds
		:: else -> break
		od;
		skip$cond
	}
}`},
	{"put", `inline put(queue, most)
{
	assert(queue < most); queue++
}`},
	{"take", `inline take(queue)
{
	assert(queue > 0); queue--
}`},
	{"enqueue", `inline enqueue(list)
{
	d_step {
		if
		:: listq[list]??[eval(_pid)]
		:: else -> listq[list]!_pid
		fi;
		woken[_pid] = false$list
	}
}`},
	{"schedule", `inline schedule()
{
	if
	:: d_step { woken[_pid] -> woken[_pid] = false }
	:: d_step { !woken[_pid] -> skip$asleep$awake$list$off };
	   @d_step { woken[_pid] -> woken[_pid] = false$risen$on }
	fi
}`},
	{"wakeup", `inline wakeup(list)
{
	d_step {
		if
		:: len(listq[list]) > 0 -> listq[list]?who; woken[who] = true; who = 0$list
		:: else
		fi
	}
}`},
	{"wakeupAll", `inline wakeupAll(list)
{
	d_step {
		do
		:: len(listq[list]) > 0 -> listq[list]?who; woken[who] = true; who = 0
		:: else -> break
		od;
		skip$list
	}
}`},
	{"acquire", `inline acquire(sem)
{
	if
	:: d_step { permits[sem] > 0 -> permits[sem]--$sem }
	:: d_step { permits[sem] == 0 -> semq[sem]!_pid$awake$sem$off };
	   @d_step { !(semq[sem]??[eval(_pid)]) $gone }
	fi
}`},
	{"tryAcquire", `inline tryAcquire(sem, result)
{
	d_step {
		if
		:: permits[sem] > 0 -> permits[sem]--; result = 0 /* ok */$sem
		:: else -> result = 1 /* busy */
		fi
	}
}`},
	{"release", `inline release(sem)
{
	d_step {
		if
		:: len(semq[sem]) > 0 -> semq[sem]?_
		:: else -> permits[sem]++
		fi$sem
	}
}`},
	{"arrive", `inline arrive(bar)
{
	if
	:: d_step { len(barq[bar]) + 1 < parties[bar] -> barq[bar]!_pid$awake$bar$off };
	   @d_step { !(barq[bar]??[eval(_pid)]) $gone }
	:: d_step {
		len(barq[bar]) + 1 >= parties[bar] ->
		do
		:: len(barq[bar]) > 0 -> barq[bar]?_
		:: else -> break
		od;
		skip$bar
	}
	fi
}`},
	{"arriveLast", `inline arriveLast(bar, value)
{
	if
	:: d_step { len(barq[bar]) + 1 < parties[bar] -> barq[bar]!_pid$awake$bar$off };
	   @d_step { !(barq[bar]??[eval(_pid)]) -> value = false$on }
	:: d_step {
		len(barq[bar]) + 1 >= parties[bar] ->
		do
		:: len(barq[bar]) > 0 -> barq[bar]?_
		:: else -> break
		od;
		value = true$bar
	}
	fi
}`},
	{"join", `inline join(value)
{
	if
	:: d_step { ended[value] -> assert(value != 0) }
	:: d_step { !ended[value] -> assert(value != 0); joins[_pid] = value$joins$awake$off };
	   @d_step { ended[joins[_pid]] -> joins[_pid] = 0$round$on }
	fi
}`},
	{"rlock", `inline rlock(rw)
{
	if
	:: d_step { writer[rw] == 0$mayRead -> readers[rw]++; reads(rw, _pid)++$rw }
	:: d_step { !(writer[rw] == 0$mayRead) -> rwq[rw]!_pid, false$awake$rw$off };
	   @d_step { !(rwq[rw]??[eval(_pid), false]) $gone }
	fi
}`},
	{"wlock", `inline wlock(rw)
{
	if
	:: d_step { writer[rw] == 0 && readers[rw] == 0 -> writer[rw] = _pid$rw }
	:: d_step { writer[rw] != 0 || readers[rw] > 0 -> rwq[rw]!_pid, true$awake$rw$off };
	   @d_step { !(rwq[rw]??[eval(_pid), true]) $gone }
	fi
}`},
	{"runlock", `inline runlock(rw)
{
	d_step { assert(reads(rw, _pid) > 0); reads(rw, _pid)--; readers[rw]--; letOn(rw)$rw }
}`},
	{"wunlock", `inline wunlock(rw)
{
	d_step { assert(writer[rw] == _pid); writer[rw] = 0; letOn(rw)$rw }
}`},
	{"rest", `inline rest(ticks)
{
	d_step { $until$awake$off }
}`},
	{"rested", `inline rested()
{
	d_step { left[_pid] == 0 $gone }
}`},
	{"lockWithin", `inline lockWithin(mutex, ticks, result)
{
	if
	:: d_step { owner[mutex] == 0 && len(lockq[mutex]) == 0 -> owner[mutex] = _pid; result = 0 /* ok */$mutex }
	:: d_step { $busy -> lockq[mutex]!_pid; $until$awake$mutex$off };
	   @if
	   :: d_step { owner[mutex] == 0 && lockq[mutex]?[eval(_pid)] ->
		lockq[mutex]?_; owner[mutex] = _pid; left[_pid] = 0; result = 0$mutex$on }
	   :: d_step { late[_pid] -> late[_pid] = false; result = 3 /* timedout */$on }
	   fi
	fi
}`},
	{"waitWithin", `inline waitWithin(cond, mutex, ticks, result)
{
	d_step { assert(owner[mutex] == _pid); $give; condq[cond]$send_pid; $until$awake$both$off };
	@if
	:: d_step { !(condq[cond]??[eval(_pid)]) && owner[mutex] == 0 && len(lockq[mutex]) == 0 ->
		owner[mutex] = _pid; result = (late[_pid] -> 3 /* timedout */ : 0); late[_pid] = false$mutex$on }
	:: d_step { !(condq[cond]??[eval(_pid)]) && ($busy) ->
		lockq[mutex]!_pid$circle$awake$mutex$pass };
	   @d_step { owner[mutex] == 0 && lockq[mutex]?[eval(_pid)] -> lockq[mutex]?_; owner[mutex] = _pid;
		result = (late[_pid] -> 3 : 0); late[_pid] = false$round$mutex$on }
	fi
}`},
	{"receive", `inline receive(ch, value, ok)
{
	if
	:: d_step { mayGet(ch) -> get(ch, value, ok)$chan }
	:: d_step { !mayGet(ch) -> recvq[ch]!_pid, 0$awake$chan$off };
	   @d_step { !(recvq[ch]??[eval(_pid), _]) -> value = given[_pid]; ok = !cut[_pid];
		given[_pid] = 0; cut[_pid] = false$unheard$on }
	fi
}`},
	{"send", `inline send(ch, value)
{
	if
	:: d_step { maySend(ch) -> give(ch, value)$chan }
	:: d_step { !maySend(ch) -> sendq[ch]!_pid, 0, value$awake$chan$off };
	   @d_step { !(sendq[ch]??[eval(_pid), _, _]) -> assert(!cut[_pid])$unheard$on }
	fi
}`},
	{"closing", `inline closing(ch)
{
	d_step {
		assert(!shut[ch]);
		shut[ch] = true;
		do
		:: len(recvq[ch]) > 0 -> recvq[ch]?who, which; cut[who] = true; $heard
		:: len(sendq[ch]) > 0 -> sendq[ch]?who, which, _; cut[who] = true; $heard
		:: else -> break
		od;
		who = 0$chan
	}
}`},
}

// letOn says who of those who wait for a lock of readers and writers has it next, by the rule prefer.
var letOn = [...]string{`/* Whoever may have the lock now has it: all readers, or else the first writer. */
inline letOn(rw)
{
	do
	:: writer[rw] == 0 && rwq[rw]??[who, false] -> rwq[rw]??who, false; readers[rw]++; reads(rw, who)++
	:: else -> break
	od;
	if
	:: writer[rw] == 0 && readers[rw] == 0 && len(rwq[rw]) > 0 -> rwq[rw]?who, true; writer[rw] = who
	:: else
	fi;
	who = 0
}`, `/* Whoever may have the lock now has it: the first writer, or else all readers. */
inline letOn(rw)
{
	if
	:: rwq[rw]??[_, true] ->
		if
		:: writer[rw] == 0 && readers[rw] == 0 -> rwq[rw]??who, true; writer[rw] = who
		:: else
		fi
	:: else ->
		do
		:: writer[rw] == 0 && len(rwq[rw]) > 0 -> rwq[rw]?who, false; readers[rw]++; reads(rw, who)++
		:: else -> break
		od
	fi;
	who = 0
}`, `/* Whoever may have the lock now has it, in the order of coming. */
inline letOn(rw)
{
	do
	:: writer[rw] == 0 && rwq[rw]?[_, false] -> rwq[rw]?who, false; readers[rw]++; reads(rw, who)++
	:: writer[rw] == 0 && readers[rw] == 0 && rwq[rw]?[_, true] -> rwq[rw]?who, true; writer[rw] = who
	:: else -> break
	od;
	who = 0
}`}

// mayRead is what else a reader asks before it reads, by the rule prefer.
var mayRead = [...]string{"", " && !(rwq[rw]??[_, true])", " && len(rwq[rw]) == 0"}

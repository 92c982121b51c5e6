package io.vedette.stratcon.store;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.connection.ClosedConnectionException;
import com.datastax.oss.driver.api.core.cql.Statement;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;

/** A session whose statements fail from a certain one on: before they are sent, or after, so that they are made and nobody is told. */
final class BreakingSession {
    private static final int SOME = 3;

    private final AtomicInteger left = new AtomicInteger(Integer.MAX_VALUE);
    private volatile boolean isMadeFirst;
    private volatile int broken = Integer.MAX_VALUE;

    /**
     * From now on so many statements are made, and then none is answered.
     *
     * @param lastIsMade whether the first that is not answered is made all the same
     */
    void breakAfter(int statements, boolean lastIsMade) {
        isMadeFirst = lastIsMade;
        broken = Integer.MAX_VALUE;
        left.set(statements);
    }

    /** The same for a few statements; those after them are answered again. */
    void breakFor(int statements, boolean lastIsMade) {
        isMadeFirst = lastIsMade;
        broken = SOME;
        left.set(statements);
    }

    CqlSession wrap(CqlSession session) {
        return (CqlSession) Proxy.newProxyInstance(
                CqlSession.class.getClassLoader(), new Class<?>[] {CqlSession.class}, (proxy, method, arguments) -> {
                    boolean isStatement = method.getName().startsWith("execute")
                            && arguments.length == 1
                            && arguments[0] instanceof Statement;
                    int before = isStatement ? left.getAndDecrement() : 1;
                    if (before == 0 && isMadeFirst) {
                        session.execute((Statement<?>) arguments[0]);
                    }
                    if (before <= 0 && before > -broken) {
                        throw new ClosedConnectionException("cut off by the test");
                    }
                    return called(session, method, arguments);
                });
    }

    private static Object called(CqlSession session, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(session, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}

package io.vedette.broker.check;

import io.vedette.contracts.proto.config.Check;

/** A type of check that is run: it goes and looks. */
public interface CheckModule extends CheckType {

    /**
     * Looks once. Blocks; is interrupted when the check's timeout is over.
     *
     * @param nowMs time the samples carry unless the source gives one, epoch ms
     * @return what was seen, also when the target did not answer
     * @throws Exception for what the module did not foresee: the check counts as not available, with the message as its status
     */
    CheckResult run(Check check, long nowMs) throws Exception;
}

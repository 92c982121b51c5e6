package io.vedette.contracts.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RevocationListTests {

    @Test
    void whatIsKeptOnADiskIsReadAgain() {
        Set<BigInteger> serials = Set.of(BigInteger.valueOf(0xabc), BigInteger.ONE.shiftLeft(120));
        assertThat(RevocationList.text(serials)).isEqualTo("1" + "0".repeat(30) + "\nabc\n");
        assertThat(RevocationList.ofText(RevocationList.text(serials))).isEqualTo(serials);
        assertThat(RevocationList.ofText("")).isEmpty();
    }
}

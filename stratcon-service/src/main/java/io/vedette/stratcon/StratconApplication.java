package io.vedette.stratcon;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the stratcon. */
@SpringBootApplication
public class StratconApplication {

    public static void main(String[] args) {
        SpringApplication.run(StratconApplication.class, args);
    }
}

CALL guard_all();

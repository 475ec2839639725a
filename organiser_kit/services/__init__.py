"""What people do with the kit, one class a journey. Each call that writes is one transaction."""
